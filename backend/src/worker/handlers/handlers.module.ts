import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { HandlerRegistry } from './registry';
import { SummarizeHandler } from './summarize';

/** All handlers of this process: a new one is a class with `@TaskHandler`, listed here. */
@Module({ imports: [DiscoveryModule], providers: [HandlerRegistry, SummarizeHandler], exports: [HandlerRegistry] })
export class HandlersModule {}
