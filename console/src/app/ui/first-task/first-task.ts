import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { Command } from '../command/command';
import { curlSummarize } from '../format/curl';

/** The text of the first task: long enough that a summary of it is worth something. */
export const SAMPLE_TEXT = [
  'The town library will stay open until midnight from Monday, the council decided on Thursday.',
  'Students had asked for longer hours for two years, and a trial in spring drew four hundred visitors a night.',
  'The extra hours cost forty thousand a year, which the council takes from the parking fund.',
  'Opponents feared noise in the old quarter; the police counted no complaint during the trial.',
  'The decision is reviewed after one year.',
].join(' ');

/** Greets whoever opens an empty system, and shows how the first task is made. */
@Component({
  selector: 'ws-first-task',
  imports: [Command, MatButton, MatIcon],
  templateUrl: './first-task.html',
  styleUrl: './first-task.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FirstTask {
  readonly origin = input.required<string>();
  readonly isBusy = input(false);
  readonly tried = output();

  protected readonly command = computed(() => curlSummarize(this.origin(), SAMPLE_TEXT));
}
