import { classes } from "./classes";

/** The carved character as a mark of an act that was done (`line`: one that is proposed). The words stand beside it. */
export function Seal({
  character,
  line = false,
  great = false,
}: {
  character: string;
  line?: boolean;
  great?: boolean;
}) {
  return (
    <span className={classes("seal", line && "line", great && "great")} aria-hidden="true" lang="zh-CN">
      {character}
    </span>
  );
}
