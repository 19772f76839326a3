/** What a person types or picks is `姓名 S01234` or the staff number alone; the number decides. */
export function staffNoOf(typed: string): string {
  return typed.trim().split(/\s+/).at(-1) ?? "";
}

export function typedPerson(person: { name: string; staffNo: string }): string {
  return `${person.name} ${person.staffNo}`;
}
