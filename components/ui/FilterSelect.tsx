/** One narrowing of a list in a plain GET form; shown only where there is something to choose between. */
export function FilterSelect({
  name,
  label,
  all,
  value,
  options,
}: {
  name: string;
  label: string;
  /** What stands there while nothing is chosen. */
  all: string;
  value: string | null | undefined;
  options: readonly { readonly value: string; readonly label: string }[];
}) {
  if (options.length === 0) return null;
  return (
    <select name={name} aria-label={label} defaultValue={value ?? ""} className="input w-auto">
      <option value="">{all}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
