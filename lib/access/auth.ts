import "server-only";
import { cookies } from "next/headers";
import { getServerSession, type NextAuthOptions } from "next-auth";
import { encode } from "next-auth/jwt";
import Credentials from "next-auth/providers/credentials";
import { env } from "@/lib/platform/env";
import { SESSION_MINUTES } from "./rules";
import { endSession, type SignedIn, signIn } from "./sessions";

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

const COOKIE = {
  name: secure ? "__Host-mingyou.session" : "mingyou.session",
  options: { httpOnly: true, sameSite: "lax", path: "/", secure },
} as const;

/** The signed cookie only carries the id of a session row; the row decides, on every request (SECURITY 18). */
export const authOptions: NextAuthOptions = {
  secret: env.NEXTAUTH_SECRET,
  session: { strategy: "jwt", maxAge: SESSION_MINUTES.absolute * 60 },
  useSecureCookies: secure,
  cookies: {
    sessionToken: COOKIE,
  },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  providers: [
    Credentials({
      id: "password",
      credentials: { username: {}, password: {} },
      async authorize(credentials, request) {
        if (!credentials?.username || !credentials.password) return null;
        const forwarded = String(request.headers?.["x-forwarded-for"] ?? "")
          .split(",")[0]
          ?.trim();
        const signedIn = await signIn(
          credentials.username,
          credentials.password,
          forwarded || "direct",
          request.headers?.["user-agent"],
        );
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

/** Writes the cookie of a session that has just begun, as the sign-in route of next-auth would, from a plain form. */
export async function keepSession(signedIn: SignedIn): Promise<void> {
  const token = await encode({
    token: { sub: signedIn.accountId, name: signedIn.name, sessionId: signedIn.sessionId },
    secret: env.NEXTAUTH_SECRET,
    maxAge: SESSION_MINUTES.absolute * 60,
  });
  (await cookies()).set(COOKIE.name, token, { ...COOKIE.options, maxAge: SESSION_MINUTES.absolute * 60 });
}

export async function forgetSession(): Promise<void> {
  (await cookies()).set(COOKIE.name, "", { ...COOKIE.options, maxAge: 0 });
}

export async function currentSessionId(): Promise<string | null> {
  const session = await getServerSession(authOptions);
  return session?.sessionId ?? null;
}
