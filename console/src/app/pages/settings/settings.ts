import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { messageOf } from '../../api/api-error';
import { HealthApi } from '../../api/health-api';
import { WorkersApi } from '../../api/workers-api';
import { Density } from '../../state/density';
import { ENVIRONMENTS, Environment } from '../../state/environment';
import { LiveQueues } from '../../state/live-queues';
import { LiveSwitch } from '../../state/live-switch';
import { polled } from '../../state/polled';
import { SignInDesk } from '../../state/sign-in';
import { THEMES, Theme } from '../../state/theme';
import { Choice, ChoiceOption } from '../../ui/choice/choice';
import { SystemHealth } from '../../ui/system-health/system-health';
import { describeSession, versionLine } from './about';

const EVERY_MS = 15_000;

const THEME_OPTIONS: readonly ChoiceOption[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];
const DENSITY_OPTIONS: readonly ChoiceOption[] = [
  { value: 'compact', label: 'Compact' },
  { value: 'comfortable', label: 'Comfortable' },
];

/** How the console looks and signs in, and what runs behind it. */
@Component({
  selector: 'ws-settings',
  imports: [Choice, MatButton, MatFormField, MatHint, MatInput, MatLabel, SystemHealth],
  templateUrl: './settings.html',
  styleUrl: './settings.scss',
  providers: [SignInDesk],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Settings {
  private readonly workers = inject(WorkersApi);
  private readonly healthApi = inject(HealthApi);
  private readonly desk = inject(SignInDesk);

  protected readonly theme = inject(Theme);
  protected readonly density = inject(Density);
  protected readonly environment = inject(Environment);
  protected readonly live = inject(LiveSwitch);
  protected readonly freshness = inject(LiveQueues).freshness;

  protected readonly themes = THEME_OPTIONS;
  protected readonly densities = DENSITY_OPTIONS;
  protected readonly environments = ENVIRONMENTS.map((value) => ({ value, label: value }));

  protected readonly key = signal('');
  protected readonly refusal = signal<string | null>(null);
  protected readonly health = polled(() => this.healthApi.health(), EVERY_MS);
  private readonly fleet = polled(() => this.workers.fleet(), EVERY_MS);

  private readonly session = computed(() => this.desk.session().value);
  protected readonly sessionText = computed(() => describeSession(this.session()));
  protected readonly isAsked = computed(() => this.session()?.authentication === 'none');
  protected readonly mayLeave = computed(() => this.session()?.authentication === 'session');
  protected readonly versions = computed(() => versionLine(this.fleet().value?.worker_details ?? []));

  protected chooseTheme(value: string): void {
    const theme = THEMES.find((candidate) => candidate === value);
    if (theme) this.theme.choose(theme);
  }

  protected chooseDensity(value: string): void {
    if (value !== this.density.name()) this.density.toggle();
  }

  protected chooseEnvironment(value: string): void {
    const name = ENVIRONMENTS.find((candidate) => candidate === value);
    if (name) this.environment.mark(name);
  }

  protected async signIn(event: Event): Promise<void> {
    event.preventDefault();
    await this.attempt(() => this.desk.signIn(this.key().trim()));
    this.key.set('');
  }

  protected signOut(): Promise<void> {
    return this.attempt(() => this.desk.signOut());
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    this.refusal.set(null);
    try {
      await act();
    } catch (error) {
      this.refusal.set(messageOf(error));
    }
  }
}
