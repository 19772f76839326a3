// Progress for the person who waits: what is being done, how far it is, and how long each part took.

/** @param {number} total how many steps there will be */
export function steps(total) {
  let number = 0;
  const begun = Date.now();
  const announce = (title) => {
    number += 1;
    console.log(`[${number}/${total}] ${title}`);
  };

  /** Runs one step; what it returns is shown beside its time ("nothing to do"). */
  async function step(title, work) {
    announce(title);
    await shown(work, "");
  }

  /**
   * Runs steps side by side that need nothing of one another; each line says whose it is. When one fails, `stop` has to
   * end the others, and the first failure is thrown when all of them have ended.
   * @param {[title: string, work: (say: (line: string) => void) => unknown][]} works
   */
  async function together(works, stop) {
    for (const [title] of works) announce(title);
    const width = Math.max(...works.map(([title]) => title.length));
    const failures = [];
    await Promise.all(
      works.map(([title, work]) =>
        shown(work, `${title.padEnd(width)}  `).catch((error) => {
          failures.push(error);
          if (failures.length === 1) stop();
        }),
      ),
    );
    if (failures.length > 0) throw failures[0];
  }

  return { step, together, elapsed: () => seconds(begun) };
}

async function shown(work, whose) {
  const start = Date.now();
  const say = (line) => console.log(`        ${whose}${line}`);
  const stillBusy = setInterval(() => say(`… ${seconds(start)}`), 15_000);
  try {
    const remark = await work(say);
    say(`${typeof remark === "string" ? `${remark}, ` : "done in "}${seconds(start)}`);
  } finally {
    clearInterval(stillBusy);
  }
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
