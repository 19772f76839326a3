import "server-only";
import { accept } from "@/lib/kernel/result";
import { findManagedAccount, type ManagedAccount } from "./data";
import type { Permission } from "./matrix";
import {
  changePassword as change,
  disableAccount as disable,
  enableAccount as enable,
  endAllSessions,
  endOwnSession as endOwn,
  findPlaces,
  grantRole as grant,
  issueToken as issue,
  openAccount as open,
  revokeRole as revoke,
  setPassword as set,
  revokeToken as withdraw,
} from "./mutations";
import { isSelf, may, type Policy } from "./policy";
import {
  accountInput,
  changePasswordInput,
  endOwnSessionInput,
  grantRoleInput,
  issueTokenInput,
  openAccountInput,
  revokeRoleInput,
  revokeTokenInput,
  setPasswordInput,
} from "./schema";
import type { Context } from "./types";
import { asUseCase } from "./usecase";

interface Managed {
  readonly places: readonly string[];
}

/** Everything the account is, or is to become, lies where the actor holds the permission. */
function managesAll(permission: Permission): Policy<Managed> {
  return (actor, subject) =>
    subject.places.length > 0 && subject.places.every((path) => may(actor, permission, { path }));
}

const managed = (context: Context, input: { accountId: string }): Promise<ManagedAccount | null> =>
  findManagedAccount(context.tx, input.accountId, context.today);

const own = async (context: Context) => {
  const account = await context.tx.account.findUnique({
    where: { id: context.actor.accountId },
    select: { id: true, username: true, passwordHash: true },
  });
  return account && { accountId: account.id, username: account.username, passwordHash: account.passwordHash };
};

export const openAccount = asUseCase({
  name: "access.openAccount",
  input: openAccountInput,
  subject: async (context, input) => {
    const places = await findPlaces(
      context.tx,
      input.grants.map((held) => held.unitId),
      context.today,
    );
    return places && { places };
  },
  policy: managesAll("accounts.manage"),
  run: open,
  trace: (input, _, value) => ({ subject: value.id, detail: { grants: input.grants } }),
});

export const grantRole = asUseCase({
  name: "access.grantRole",
  input: grantRoleInput,
  subject: async (context, input) => {
    const [account, places] = await Promise.all([
      managed(context, input),
      findPlaces(context.tx, [input.unitId], context.today),
    ]);
    return account && places && { places: [...account.places, ...places] };
  },
  policy: managesAll("accounts.manage"),
  run: grant,
  trace: (input) => ({ subject: input.accountId, detail: { role: input.role, unitId: input.unitId } }),
});

export const revokeRole = asUseCase({
  name: "access.revokeRole",
  input: revokeRoleInput,
  subject: managed,
  policy: managesAll("accounts.manage"),
  run: revoke,
  trace: (input, account) => {
    const held = account.grants.find((live) => live.id === input.grantId);
    return { subject: input.accountId, detail: { role: held?.role, unitId: held?.unitId } };
  },
});

export const disableAccount = asUseCase({
  name: "access.disableAccount",
  input: accountInput,
  subject: managed,
  policy: managesAll("accounts.manage"),
  run: (context, _, account) => disable(context, account),
  trace: (input) => ({ subject: input.accountId }),
});

export const enableAccount = asUseCase({
  name: "access.enableAccount",
  input: accountInput,
  subject: managed,
  policy: managesAll("accounts.manage"),
  run: (context, _, account) => enable(context, account),
  trace: (input) => ({ subject: input.accountId }),
});

export const endSessions = asUseCase({
  name: "access.endSessions",
  input: accountInput,
  subject: managed,
  policy: managesAll("accounts.manage"),
  run: async (context, input) =>
    accept({ ended: await endAllSessions(context, input.accountId, "ENDED_BY_ADMINISTRATOR") }),
  trace: (input, _, value) => ({ subject: input.accountId, detail: { ended: value.ended } }),
});

export const setPassword = asUseCase({
  name: "access.setPassword",
  input: setPasswordInput,
  subject: managed,
  // One's own password is changed by whoever knows the present one, never set.
  policy: (actor, account, input) =>
    actor.accountId !== account.id && managesAll("accounts.manage")(actor, account, input),
  run: set,
  trace: (input) => ({ subject: input.accountId }),
});

export const changePassword = asUseCase({
  name: "access.changePassword",
  input: changePasswordInput,
  subject: own,
  policy: isSelf,
  run: change,
  trace: (_, self, value) => ({ subject: self.accountId, detail: { ended: value.ended } }),
});

export const endOwnSession = asUseCase({
  name: "access.endOwnSession",
  input: endOwnSessionInput,
  subject: own,
  policy: isSelf,
  run: (context, input) => endOwn(context, input.sessionId),
  trace: (input) => ({ subject: input.sessionId }),
});

export const issueToken = asUseCase({
  name: "access.issueToken",
  input: issueTokenInput,
  subject: managed,
  policy: managesAll("tokens.manage"),
  run: issue,
  trace: (input, _, value) => ({
    subject: value.id,
    detail: { accountId: input.accountId, scopes: input.scopes, expiresOn: input.expiresOn },
  }),
  // The key is said once; asking again with the same form gets no second look at it.
  remember: (value) => ({ ...value, token: "" }),
});

export const revokeToken = asUseCase({
  name: "access.revokeToken",
  input: revokeTokenInput,
  subject: async (context, input) => {
    const token = await context.tx.apiToken.findUnique({ where: { id: input.tokenId }, select: { accountId: true } });
    return token && managed(context, token);
  },
  policy: managesAll("tokens.manage"),
  run: (context, input) => withdraw(context, input.tokenId),
  trace: (input) => ({ subject: input.tokenId }),
});
