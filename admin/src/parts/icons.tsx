import type { ReactNode } from 'react';

/** Our own small set. */
const drawings = {
  today: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4" />
    </>
  ),
  news: (
    <>
      <path d="M4 10v4a1 1 0 0 0 1 1h2l7 4V5L7 9H5a1 1 0 0 0-1 1Z" />
      <path d="M17.5 9a4 4 0 0 1 0 6M8 15v4h2" />
    </>
  ),
  homes: (
    <>
      <path d="M4 21V8l7-4v17M11 10h9v11M4 21h17" />
      <path d="M7.5 11v.01M7.5 14.5v.01M14.5 13.5v.01M17 13.5v.01M14.5 17v.01M17 17v.01" />
    </>
  ),
  residents: (
    <>
      <circle cx="9" cy="8" r="3.2" />
      <path d="M3.5 19.5c.5-3.2 2.6-5 5.5-5s5 1.8 5.5 5M15.5 5.2a3.2 3.2 0 0 1 0 5.8M17.5 14.9c1.7.7 2.7 2.3 3 4.6" />
    </>
  ),
  tickets: <path d="M14.5 6.5a4 4 0 0 0 5 5L12 19a2.1 2.1 0 0 1-3-3l7.5-7.5M14.5 6.5 17 4a4 4 0 0 1 3 3l-2.5 2.5" />,
  figures: <path d="M4 20h16M7 20v-6M12 20V6M17 20v-9" />,
  promises: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M12 7v5l3.5 2" />
    </>
  ),
  staff: (
    <>
      <rect x="4" y="5" width="16" height="14" rx="2" />
      <circle cx="9" cy="11" r="2" />
      <path d="M6 16c.4-1.5 1.5-2.3 3-2.3s2.6.8 3 2.3M15 10h3M15 14h3" />
    </>
  ),
  payments: <path d="M3 7h18v11H3zM3 11h18M7 15h4" />,
  debts: <path d="M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6" />,
  import: <path d="M12 4v11M8 11l4 4 4-4M4 17v2a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-2" />,
  settings: (
    <>
      <path d="M4 7h9M17 7h3M4 17h3M11 17h9" />
      <circle cx="15" cy="7" r="2" />
      <circle cx="9" cy="17" r="2" />
    </>
  ),
  door: <path d="M14 4h4a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1h-4M10 8l-4 4 4 4M6 12h9" />,
  back: <path d="M15 5l-7 7 7 7" />,
  plus: <path d="M12 5v14M5 12h14" />,
  search: (
    <>
      <circle cx="11" cy="11" r="6" />
      <path d="m20 20-4.5-4.5" />
    </>
  ),
  print: (
    <path d="M7 8V4h10v4M7 17H5a1 1 0 0 1-1-1v-6a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v6a1 1 0 0 1-1 1h-2M7 14h10v6H7z" />
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;

/** Drawn with the text's colour. Always beside words: it is hidden from readers. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {drawings[name]}
    </svg>
  );
}
