import { describe, expect, test } from 'vitest';
import { createProbe } from '../../../../utils/http/probe.ts';

const DATE = 'Sat, 21 Nov 2026 12:00:00 GMT';

function probing(answer: () => Response, isGranted = true) {
  const asked: Request[] = [];
  const probe = createProbe({
    fetch: async (input, init) => {
      asked.push(new Request(input, init));
      return answer();
    },
    clock: () => 0,
    record: () => () => undefined,
    isGranted: async () => isGranted,
  });
  return { probe, asked };
}

describe('a probe', () => {
  test('tells the server’s date where its answers may be seen', async () => {
    const { probe, asked } = probing(() => new Response(null, { status: 404, headers: { date: DATE } }));
    expect(await probe('us02.procore.com')).toEqual({ date: DATE });
    expect(asked[0]).toMatchObject({ method: 'HEAD', mode: 'cors', credentials: 'omit' });
  });

  test('knows a gateway’s answer, and takes any other for one of the host', async () => {
    const answering = (status: number) =>
      probing(() => new Response(null, { status })).probe('us02.procore.com');
    await expect(answering(503)).rejects.toThrow('vendor-down');
    await expect(answering(501)).resolves.toEqual({ date: null });
  });

  test('asks for nothing it may not see', async () => {
    const { probe, asked } = probing(() => Response.error(), false);
    expect(await probe('login.procore.com')).toEqual({ date: null });
    expect(asked[0]?.mode).toBe('no-cors');
  });

  test('says when no answer came, and asks no other host', async () => {
    const { probe } = probing(() => {
      throw new TypeError('Failed to fetch');
    });
    await expect(probe('us02.procore.com')).rejects.toThrow('offline');
    await expect(probe('example.com')).rejects.toThrow('host-not-allowed');
  });
});
