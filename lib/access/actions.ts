"use server";

import { action, openAction } from "./action";
import { signingIn } from "./signing";
import {
  changePassword,
  disableAccount,
  enableAccount,
  endOwnSession,
  endSessions,
  grantRole,
  issueToken,
  openAccount,
  revokeRole,
  revokeToken,
  setPassword,
} from "./usecases";

export const signInAction = openAction("access", signingIn);

export const changePasswordAction = action(changePassword, { done: "access.done.passwordChanged" });
/** The same act for somebody who must change it before anything else. */
export const replacePasswordAction = action(changePassword, { onward: () => "/" });
export const endOwnSessionAction = action(endOwnSession, { done: "access.done.sessionEnded" });

export const openAccountAction = action(openAccount, { onward: (account) => `/admin/accounts/${account.id}` });
export const grantRoleAction = action(grantRole, { done: "access.done.roleGranted" });
export const revokeRoleAction = action(revokeRole, { done: "access.done.roleRevoked" });
export const disableAccountAction = action(disableAccount, { done: "access.done.accountDisabled" });
export const enableAccountAction = action(enableAccount, { done: "access.done.accountEnabled" });
export const endSessionsAction = action(endSessions, { done: "access.done.sessionsEnded" });
export const setPasswordAction = action(setPassword, { done: "access.done.passwordSet" });

export const issueTokenAction = action(issueToken, {
  done: ({ token }) =>
    token ? { key: "access.done.tokenIssued", values: { token } } : { key: "access.done.tokenIssuedBefore" },
});
export const revokeTokenAction = action(revokeToken, { done: "access.done.tokenRevoked" });
