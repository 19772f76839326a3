import "server-only";
import { type NextAuthOptions, getServerSession } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { env } from "@/lib/platform/env";
import { endSession, signIn } from "./sessions";

declare module "next-auth/jwt" {
  interface JWT {
    sessionId?: string;
  }
}
declare module "next-auth" {
  interface Session {
    sessionId?: string;
  }
  interface User {
    sessionId?: string;
  }
}

const secure = env.MINGYOU_ORIGIN.startsWith("https://");

/** The signed cookie only carries the id of a session row; the row decides, on every request (SECURITY 18). */
export const authOptions: NextAuthOptions = {
  secret: env.NEXTAUTH_SECRET,
  session: { strategy: "jwt", maxAge: 12 * 60 * 60 },
  useSecureCookies: secure,
  cookies: {
    sessionToken: {
      name: secure ? "__Host-mingyou.session" : "mingyou.session",
      options: { httpOnly: true, sameSite: "lax", path: "/", secure },
    },
  },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  providers: [
    Credentials({
      id: "password",
      credentials: { username: {}, password: {} },
      async authorize(credentials, request) {
        if (!credentials?.username || !credentials.password) return null;
        const forwarded = String(request.headers?.["x-forwarded-for"] ?? "").split(",")[0]?.trim();
        const signedIn = await signIn(credentials.username, credentials.password, forwarded || "direct", request.headers?.["user-agent"]);
        return signedIn && { id: signedIn.accountId, name: signedIn.name, sessionId: signedIn.sessionId };
      },
    }),
  ],
  callbacks: {
    jwt({ token, user }) {
      if (user?.sessionId) token.sessionId = user.sessionId;
      return token;
    },
    session({ session, token }) {
      session.sessionId = token.sessionId;
      return session;
    },
  },
  events: {
    async signOut({ token }) {
      if (token?.sessionId) await endSession(token.sessionId, "SIGNED_OUT");
    },
  },
};

export async function currentSessionId(): Promise<string | null> {
  const session = await getServerSession(authOptions);
  return session?.sessionId ?? null;
}
