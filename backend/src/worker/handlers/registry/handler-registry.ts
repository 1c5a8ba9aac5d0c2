import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { TASK_TYPES } from '@workstream/contracts';
import type { TaskHandler } from '@workstream/engine';
import { HandledType } from './task-handler';

const FOLDER = 'backend/src/worker/handlers';

interface DiscoveredHandler {
  readonly type: string;
  readonly name: string;
  readonly handler: TaskHandler;
}

/** Every `@TaskHandler` class of the process by its task type. Boot fails when a type has no handler, or two. */
@Injectable()
export class HandlerRegistry implements OnModuleInit {
  private found: ReadonlyMap<string, TaskHandler> | null = null;

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    const missing = TASK_TYPES.filter((type) => !this.handlers.has(type));
    if (missing.length === 0) return;
    throw new Error(
      `No handler for ${missing.join(', ')}: add a class with @TaskHandler('${missing[0]}') in ${FOLDER}`,
    );
  }

  /** Complete once the modules are initialised. */
  get handlers(): ReadonlyMap<string, TaskHandler> {
    return (this.found ??= byType(this.discover()));
  }

  private discover(): DiscoveredHandler[] {
    return this.discovery.getProviders({ metadataKey: HandledType.KEY }).flatMap((wrapper) => {
      const type = this.discovery.getMetadataByDecorator(HandledType, wrapper);
      return type === undefined ? [] : [{ type, name: String(wrapper.name), handler: wrapper.instance as TaskHandler }];
    });
  }
}

function byType(discovered: readonly DiscoveredHandler[]): ReadonlyMap<string, TaskHandler> {
  const owners = new Map<string, DiscoveredHandler>();
  for (const entry of discovered) {
    const owner = owners.get(entry.type);
    if (owner && owner.handler !== entry.handler) {
      throw new Error(`${owner.name} and ${entry.name} both handle '${entry.type}': keep one of them in ${FOLDER}`);
    }
    owners.set(entry.type, entry);
  }
  return new Map([...owners].map(([type, { handler }]) => [type, handler]));
}
