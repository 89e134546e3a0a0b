/** One figure of a benchmark. `ratio` is value over baseline, measured in the same run on the same machine. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  baseline?: string;
  ratio?: number;
  target?: string;
  pass?: boolean;
}
