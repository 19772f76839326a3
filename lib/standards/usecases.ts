import "server-only";
import { asUseCase } from "@/lib/access/usecase";
import { loadStandard } from "./mutations";
import { mayLoadStandard } from "./policy";
import { loadStandardInput } from "./schema";

export const loadStandardFile = asUseCase({
  name: "standards.load",
  input: loadStandardInput,
  subject: async () => ({}),
  policy: mayLoadStandard,
  run: loadStandard,
  trace: (input, _bank, loaded) => ({
    subject: loaded.versionId,
    detail: { code: input.document.code, version: loaded.version, outcome: loaded.outcome },
  }),
});
