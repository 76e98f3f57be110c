import { HTTPException } from 'hono/http-exception';
import type { ErrorShape } from '../state.ts';

export type RestStatus = 400 | 401 | 403 | 404 | 422 | 429;

/** An error of the REST API, thrown by whoever meets it. `shape`: how this resource tells it. */
export class RestError extends HTTPException {
  override readonly status: RestStatus;
  readonly shape: ErrorShape;
  constructor(status: RestStatus, message: string, shape: ErrorShape = 'errors') {
    super(status, { message });
    this.status = status;
    this.shape = shape;
  }
}

/** Sources: developers.procore.com, error reference and "RESTful API concepts"; the SDK's fixtures; the OpenAPI text. */
export function errorBody(
  shape: ErrorShape,
  status: number,
  message: string,
): { type: string; text: string } {
  const json = (body: object) => ({ type: 'application/json; charset=utf-8', text: JSON.stringify(body) });
  switch (shape) {
    case 'errors':
      return json({ errors: message });
    case 'fields':
      return json({ errors: { base: [message] } });
    case 'error':
      return json({ error: message });
    case 'error-object':
      return json({ error: { code: status, message } });
    case 'code-message':
      return json({ code: status, message, fields: {}, reason: message });
    case 'message':
      return json({ message });
    case 'html':
      return {
        type: 'text/html; charset=utf-8',
        text: `<!doctype html><html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`,
      };
  }
}
