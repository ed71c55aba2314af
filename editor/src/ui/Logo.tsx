/** Baton's mark: two hands, and the baton between them. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden>
      <circle cx="5.5" cy="17.5" r="3" fill="none" stroke="currentColor" strokeWidth="2" />
      <circle cx="18.5" cy="6.5" r="3" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M9.2 14.4 L14.8 9.6" stroke="var(--live)" strokeWidth="3.5" strokeLinecap="round" />
    </svg>
  );
}
