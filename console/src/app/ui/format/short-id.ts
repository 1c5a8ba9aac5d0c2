import { Pipe, PipeTransform } from '@angular/core';

/** The first eight characters of a task id: enough to tell tasks apart by eye, never to address one. */
export const shortId = (id: string): string => id.slice(0, 8);

/** `shortId` for templates. */
@Pipe({ name: 'wsShortId' })
export class ShortIdPipe implements PipeTransform {
  transform(id: string): string {
    return shortId(id);
  }
}
