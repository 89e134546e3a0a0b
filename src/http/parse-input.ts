import type { z } from 'zod';
import { Problem, problem } from './problem.ts';

/**
 * What a schema makes of an input. A check that names a problem is thrown as it, any other in general words; the words follow the
 * request's method.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown, method: string): z.output<Schema> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const { issues } = result.error;
  // A key that nobody knows is said first: it is likely what the caller meant to set.
  const issue =
    issues.find((each) => each.code === 'unrecognized_keys') ??
    issues.find((each) => problemOf(each) !== undefined) ??
    issues[0]!;
  throw problemOf(issue) ?? generalProblem(issue, method);
}

function problemOf(issue: z.core.$ZodIssue): Problem | undefined {
  const found = issue.code === 'custom' ? issue.params?.problem : undefined;
  return found instanceof Problem ? found : undefined;
}

function generalProblem(issue: z.core.$ZodIssue, method: string): Problem {
  // The contract words it in the plural where objects are made, in the singular where they are changed.
  if (issue.code === 'unrecognized_keys') {
    return problem(method === 'PATCH' ? 'unsupported_field' : 'unsupported_fields', { param: issue.keys[0] ?? 'body' });
  }
  const param = issue.path.filter((step) => typeof step === 'string').join('.') || 'body';
  if (issue.input === undefined) return problem('missing_fields', { param });
  const kind = issue.code === 'invalid_type' ? issue.expected : 'value';
  const shown = typeof issue.input === 'object' ? JSON.stringify(issue.input) : String(issue.input);
  return problem('invalid_value', { kind, value: shown, param });
}
