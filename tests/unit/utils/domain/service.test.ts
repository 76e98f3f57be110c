import { expect, test, vi } from 'vitest';
import { eachOf, type Service } from '../../../../utils/domain/service.ts';

test('a service that throws or rejects is noted by its name, and hides none of the others', async () => {
  const noted: string[] = [];
  const works: Promise<unknown>[] = [];
  const began: string[] = [];
  const services: Service[] = [
    {
      name: 'throws',
      onWorkerStart: () => {
        throw new Error('at once');
      },
    },
    { name: 'rejects', onWorkerStart: () => Promise.reject(new Error('later')) },
    { name: 'silent' },
    {
      name: 'works',
      onWorkerStart: async () => {
        began.push('works');
      },
    },
  ];
  const logged = vi.fn((what: string, work: Promise<unknown>) => {
    works.push(work.catch(() => noted.push(what)));
  });
  eachOf(services, logged)((service) => service.onWorkerStart?.());
  await Promise.all(works);
  expect({ noted, began }).toEqual({ noted: ['throws', 'rejects'], began: ['works'] });
});
