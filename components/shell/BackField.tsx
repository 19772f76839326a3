"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { Suspense } from "react";

/** Brings the reader back to the page on which the choice was made. */
export function BackField() {
  return (
    <Suspense>
      <Here />
    </Suspense>
  );
}

function Here() {
  const path = usePathname();
  const query = useSearchParams().toString();
  return <input type="hidden" name="back" value={query ? `${path}?${query}` : path} />;
}
