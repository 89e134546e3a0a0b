/** What the API answered instead of doing what was asked. `message` is for people; branch on `status`, `type` and `param`. */
export class DaybookError extends Error {
  override readonly name = 'DaybookError';
  readonly status: number;
  readonly type: 'authentication_error' | 'invalid_request_error' | 'rate_limit_error' | 'api_error';
  /** The parameter to blame, if one is. */
  readonly param: string | undefined;
  /** Names the request in the server's log. */
  readonly requestId: string | undefined;

  constructor(
    status: number,
    answer: { type?: string; message?: string; param?: string },
    requestId: string | undefined,
  ) {
    super(answer.message ?? `The server answered ${status}`);
    this.status = status;
    this.type = (answer.type ?? 'api_error') as DaybookError['type'];
    this.param = answer.param;
    this.requestId = requestId;
  }
}
