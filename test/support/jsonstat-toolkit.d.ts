declare module 'jsonstat-toolkit' {
  interface Category {
    readonly label: string;
  }
  interface Dimension {
    Category(id: string): Category;
  }
  interface Dataset {
    readonly role: Readonly<Record<string, readonly string[] | null>>;
    Data(at: Readonly<Record<string, string>>): { readonly value: number | null; readonly status: string | null };
    Dimension(id: string): Dimension;
  }
  /** Reads a response of class dataset. */
  export default function readJsonStat(response: object): Dataset;
}
