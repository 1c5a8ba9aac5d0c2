import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { HandlerRegistry } from './handler-registry';
import { TaskHandler } from './task-handler';

abstract class Handler {
  readonly timeoutMs = 1_000;
  run(): Promise<object> {
    return Promise.resolve({});
  }
}
@TaskHandler('summarize')
class SummarizeFake extends Handler {}
@TaskHandler('pdfxtract')
class PdfFake extends Handler {}
@TaskHandler('translate')
class TranslateFake extends Handler {}
@TaskHandler('summarize')
class RivalFake extends Handler {}

type HandlerClass = new () => Handler;

async function boot(...providers: HandlerClass[]): Promise<HandlerRegistry> {
  const module = Test.createTestingModule({ imports: [DiscoveryModule], providers: [HandlerRegistry, ...providers] });
  const app = await (await module.compile()).init();
  return app.get(HandlerRegistry);
}

describe('HandlerRegistry', () => {
  it('finds every decorated class, also one of a type that the system does not come with', async () => {
    const registry = await boot(SummarizeFake, PdfFake, TranslateFake);
    expect([...registry.handlers.keys()].sort()).toEqual(['pdfxtract', 'summarize', 'translate']);
    expect(registry.handlers.get('translate')).toBeInstanceOf(TranslateFake);
  });

  it('refuses to boot without a handler for a type of the contract, and names the folder', async () => {
    await expect(boot(SummarizeFake)).rejects.toThrow(
      "No handler for pdfxtract: add a class with @TaskHandler('pdfxtract') in backend/src/worker/handlers",
    );
  });

  it('refuses to boot when two classes claim one type, and names both', async () => {
    await expect(boot(SummarizeFake, PdfFake, RivalFake)).rejects.toThrow(
      /SummarizeFake and RivalFake both handle 'summarize'/,
    );
  });
});
