import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { PdfxtractHandler } from './pdfxtract';
import { HandlerRegistry } from './registry';
import { SummarizeHandler } from './summarize';

/** All handlers of this process: a new one is a class with `@TaskHandler`, listed here. */
@Module({
  imports: [DiscoveryModule],
  providers: [HandlerRegistry, SummarizeHandler, PdfxtractHandler],
  exports: [HandlerRegistry],
})
export class HandlersModule {}
