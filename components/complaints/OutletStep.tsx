import { Button } from "@/components/ui/Button";
import { SelectField } from "@/components/ui/form/inputs";

/** The outlet comes first: whom one may name and where a file belongs follow from it. A plain form with an address. */
export function OutletStep({
  action,
  outlets,
  label,
  next,
}: {
  action: string;
  outlets: readonly { code: string; name: string }[];
  label: string;
  next: string;
}) {
  return (
    <form action={action} method="get" className="form max-w-[30rem]">
      <SelectField
        name="unit"
        label={label}
        required
        options={outlets.map(({ code, name }) => ({ value: code, label: `${name} ${code}` }))}
      />
      <div className="foot">
        <Button type="submit" kind="main">
          {next}
        </Button>
      </div>
    </form>
  );
}
