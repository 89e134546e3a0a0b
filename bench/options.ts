/** How a bench is run. */
export interface BenchOptions {
  /** Fewer and shorter rounds and less data: to see that it works, not to quote its figures. */
  quick: boolean;
}
