const CENTS = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });
const FINE = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD', maximumSignificantDigits: 2 });

/** US dollars to the cent, and below a cent to two digits: `$12.40`, `$0.0031`. */
export const formatDollars = (dollars: number): string =>
  (dollars !== 0 && Math.abs(dollars) < 0.01 ? FINE : CENTS).format(dollars);
