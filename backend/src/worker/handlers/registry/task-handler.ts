import { applyDecorators, Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';

/** Holds the task type on a handler's class; `HandlerRegistry` reads it. */
export const HandledType = DiscoveryService.createDecorator<string>();

/** Makes a class the handler of one task type. Listed in `HandlersModule`, it is found at boot; nothing else to register. */
export const TaskHandler = (type: string): ClassDecorator => applyDecorators(Injectable(), HandledType(type));
