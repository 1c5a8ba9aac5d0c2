import { Pipe, PipeTransform } from '@angular/core';

/**
 * The last eight characters of a task id: enough to tell tasks apart by eye, never to address one. The first ones are the
 * time of creation, alike for all tasks of a minute.
 */
export const shortId = (id: string): string => id.slice(-8);

/** `shortId` for templates. */
@Pipe({ name: 'wsShortId' })
export class ShortIdPipe implements PipeTransform {
  transform(id: string): string {
    return shortId(id);
  }
}
