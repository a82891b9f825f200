/** The product's mark. */
export function Mark() {
  return (
    <svg className="pc-mark" viewBox="0 0 16 16" width="18" height="18" aria-hidden="true" focusable="false">
      <rect width="16" height="16" rx="3.5" fill="currentColor" />
      <path d="M4 10.5 L8 3.5 L12 10.5" fill="none" stroke="#fff" strokeWidth="1.6" strokeLinejoin="round" />
      <path d="M4 12.75 H12" stroke="#fff" strokeWidth="1.6" />
    </svg>
  );
}
