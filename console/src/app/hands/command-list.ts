import { Injectable, computed, inject } from '@angular/core';
import { Params, Router } from '@angular/router';
import { PAUSABLE_QUEUES, PausableQueue } from '@workstream/contracts';
import { Density } from '../state/density';
import { ENVIRONMENTS, Environment, EnvironmentName } from '../state/environment';
import { LiveSwitch } from '../state/live-switch';
import { PLACES } from '../state/places';
import { QueueSwitches } from '../state/queue-switches';
import { THEMES, Theme } from '../state/theme';
import { IconName } from '../ui/icons/icon-paths';
import { ThemeChoice } from '../ui/theme-switch/theme-switch';

/** Something that the palette offers. */
export interface Command {
  readonly label: string;
  readonly icon: IconName;
  /** The keys that do the same; empty where none do. */
  readonly keys: string;
  run(): void;
}

const WHOLE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const PART_OF_ID = /^(?=.*\d)[0-9a-f-]{4,35}$/i;

/** All that can be done from anywhere, and what typed words mean. */
@Injectable({ providedIn: 'root' })
export class CommandList {
  private readonly router = inject(Router);
  private readonly switches = inject(QueueSwitches);
  private readonly theme = inject(Theme);
  private readonly density = inject(Density);
  private readonly environment = inject(Environment);
  private readonly live = inject(LiveSwitch);

  private readonly all = computed((): readonly Command[] => [
    ...PLACES.map(({ path, label, icon, key }) => this.goTo(`Go to ${label}`, icon, key ? `g ${key}` : '', path)),
    this.goTo('Create a task', 'add', 'n', '/new'),
    ...PAUSABLE_QUEUES.map((queue) => this.switchOf(queue)),
    { label: this.live.label(), icon: 'live', keys: 'r', run: () => this.live.toggle() },
    ...THEMES.map((name) => this.themeOf(name)),
    { label: this.density.label(), icon: 'density', keys: '', run: () => this.density.toggle() },
    ...ENVIRONMENTS.filter((name) => name !== this.environment.name()).map((name) => this.markOf(name)),
  ]);

  /** The commands that fit, the best first; every word typed must begin a word of the label or stand in it. */
  matching(typed: string): readonly Command[] {
    const text = typed.trim();
    const words = text.toLowerCase().split(/\s+/);
    const named = this.all().filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
    return [...this.meant(text, named.length > 0), ...named];
  }

  // What is no command may be a task or a filter.
  private meant(text: string, isCommand: boolean): readonly Command[] {
    if (WHOLE_ID.test(text)) return [this.goTo(`Open task ${text}`, 'tasks', '', `/tasks/${text.toLowerCase()}`)];
    if (PART_OF_ID.test(text))
      return [this.goTo(`Tasks whose id begins with ${text}`, 'search', '', '/tasks', { id: text })];
    if (text === '' || isCommand) return [];
    return [this.goTo(`Tasks that match ${text}`, 'search', '', '/tasks', { find: text })];
  }

  private goTo(label: string, icon: IconName, keys: string, path: string, queryParams: Params = {}): Command {
    return { label, icon, keys, run: () => void this.router.navigate([path], { queryParams }) };
  }

  private switchOf(queue: PausableQueue): Command {
    return this.switches.paused().has(queue)
      ? { label: `Resume the ${queue} queue`, icon: 'active', keys: '', run: () => this.switches.resume(queue) }
      : { label: `Pause the ${queue} queue`, icon: 'pause', keys: '', run: () => this.switches.pause(queue) };
  }

  private themeOf(name: ThemeChoice): Command {
    return { label: `Theme: ${name}`, icon: name, keys: '', run: () => this.theme.choose(name) };
  }

  private markOf(name: EnvironmentName): Command {
    return {
      label: `Mark this address as ${name}`,
      icon: 'bookmark',
      keys: '',
      run: () => this.environment.mark(name),
    };
  }
}
