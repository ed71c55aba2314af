// The public surface of this package: every name that others may use is listed here.
export {};
