import type { ReactNode } from "react";

/** Nothing but the screen: no navigation on the wall. */
export default function MeetingLayout({ children }: { children: ReactNode }) {
  return (
    <main id="content" className="meeting">
      {children}
    </main>
  );
}
