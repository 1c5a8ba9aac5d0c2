import { once } from 'node:events';
import { request, type ClientRequest } from 'node:http';
import { MAX_PDF_BYTES, routes } from '@workstream/contracts';
import { until } from '@workstream/testing';
import { pdfOf } from './support/pdf';
import { expectProblem, TestApi } from './support/test-api';

const ROOM = 2;
const HEAD = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n';
const TAIL = '\r\n--x--\r\n';

describe('uploads', () => {
  let api: TestApi;
  beforeEach(async () => void (api = await TestApi.start({ API_UPLOADS_AT_ONCE: String(ROOM) })));
  const begun: ClientRequest[] = [];
  afterEach(() => {
    for (const open of begun.splice(0)) open.destroy();
    return api.stop();
  });

  const upload = async () => api.http.post(routes.createPdfxtract).attach('file', await pdfOf('A page.'), 'a.pdf');

  /** An upload that has begun, as the server has confirmed, and does not go on. */
  async function begin(): Promise<ClientRequest> {
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x', Expect: '100-continue' };
    const open = request(api.url(routes.createPdfxtract), { method: 'POST', headers });
    begun.push(open.on('error', () => undefined));
    open.flushHeaders();
    await once(open, 'continue');
    open.write(`${HEAD}%PDF-1.7\n`);
    return open;
  }

  async function fill(): Promise<ClientRequest[]> {
    const open = await Promise.all(Array.from({ length: ROOM }, begin));
    await until('there is no more room', async () => (await upload()).status === 503);
    return open;
  }

  const untilTaken = () => until('there is room again', async () => (await upload()).status === 201);

  it('beyond the room for them are told to come back, and everything else goes on', async () => {
    await fill();
    const answer = await upload();
    expect(expectProblem(answer, 503).detail).toContain('try again');
    expect(Number(answer.get('Retry-After'))).toBeGreaterThan(0);
    await api.http.post(routes.createSummarize).send({ content: 'A text.' }).expect(201);
  });

  it('make room when they are done', async () => {
    const [first] = await fill();
    const answered = once(first!, 'response');
    first!.end(TAIL);
    const [answer] = (await answered) as [{ statusCode: number }];
    expect(answer.statusCode).toBe(201);
    await untilTaken();
  });

  it('make room when their callers leave', async () => {
    for (const one of await fill()) one.destroy();
    await untilTaken();
  });

  it('make room when they are refused, and are not read to an end that never comes', async () => {
    const [first] = await fill();
    const answered = once(first!, 'response');
    first!.write(Buffer.alloc(MAX_PDF_BYTES + 1));
    first!.end(TAIL);
    const [answer] = (await answered) as [{ statusCode: number }];
    expect(answer.statusCode).toBe(413);
    await untilTaken();
  });
});
