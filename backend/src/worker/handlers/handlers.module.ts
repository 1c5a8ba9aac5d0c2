import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { OpenRouterModule } from '../../shared/openrouter';
import { PdfxtractHandler } from './pdfxtract';
import { HandlerRegistry } from './registry';
import { SummarizeHandler } from './summarize';

/** All handlers of this process: a new one is a class with `@TaskHandler`, listed here. */
@Module({
  imports: [DiscoveryModule, OpenRouterModule],
  providers: [HandlerRegistry, SummarizeHandler, PdfxtractHandler],
  exports: [HandlerRegistry],
})
export class HandlersModule {}
