/** Names used as arguments and tags; the words inside the branches of a plural are not arguments, those they use are. */
export function argumentsOf(message: string): string[] {
  const names = new Set([...message.matchAll(/<(\w+)>/g)].map((match) => match[1]!));
  const readText = (at: number): number => {
    for (let place = at; place < message.length; place += 1) {
      if (message[place] === "}") return place + 1;
      if (message[place] === "{") place = readArgument(place + 1) - 1;
    }
    return message.length;
  };
  const readArgument = (at: number): number => {
    const name = /^\s*(\w+)\s*/.exec(message.slice(at));
    if (!name) throw new Error(`not an argument: ${message.slice(at)}`);
    names.add(name[1]!);
    for (let place = at + name[0].length; place < message.length; place += 1) {
      if (message[place] === "}") return place + 1;
      if (message[place] === "{") place = readText(place + 1) - 1;
    }
    throw new Error(`an argument without an end: ${message}`);
  };
  readText(0);
  return [...names].sort();
}
