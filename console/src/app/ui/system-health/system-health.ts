import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { Health, HealthStatus, OpenRouterStatus, OpenRouterStatusName } from '@workstream/contracts';
import { IconName } from '../icons/icon-paths';

type Tone = 'good' | 'quiet' | 'warning' | 'bad';

interface Line {
  readonly name: string;
  readonly tone: Tone;
  readonly icon: IconName;
  readonly word: string;
  readonly message: string;
}

const TONES: Readonly<Record<HealthStatus, Tone>> = { healthy: 'good', degraded: 'warning', unhealthy: 'bad' };

const OPENROUTER_LOOKS: Readonly<Record<OpenRouterStatusName, { readonly tone: Tone; readonly word: string }>> = {
  active: { tone: 'good', word: 'Active' },
  api_key_missing: { tone: 'quiet', word: 'No API key – working locally' },
  api_key_invalid: { tone: 'bad', word: 'API key refused' },
  credits_exhausted: { tone: 'bad', word: 'Credits exhausted' },
  rate_limited: { tone: 'warning', word: 'Rate limited' },
  service_unavailable: { tone: 'warning', word: 'Service unavailable' },
  error: { tone: 'bad', word: 'Error' },
};

const ICONS: Readonly<Record<Tone, IconName>> = { good: 'completed', quiet: 'info', warning: 'failed', bad: 'dlq' };

/** What the system says about its parts, OpenRouter first. */
@Component({
  selector: 'ws-system-health',
  imports: [MatIcon],
  templateUrl: './system-health.html',
  styleUrl: './system-health.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SystemHealth {
  readonly health = input.required<Health | null>();
  readonly openrouter = input.required<OpenRouterStatus | null>();

  protected readonly lines = computed(() => [...openrouterLine(this.openrouter()), ...componentLines(this.health())]);
}

function openrouterLine(status: OpenRouterStatus | null): Line[] {
  if (!status) return [];
  const look = OPENROUTER_LOOKS[status.status];
  return [{ name: 'OpenRouter', ...look, icon: ICONS[look.tone], message: status.message }];
}

// OpenRouter has its own line, with more to say than its health.
function componentLines(health: Health | null): Line[] {
  return Object.entries(health?.components ?? {})
    .filter(([name]) => name !== 'openrouter')
    .map(([name, component]) => {
      const tone = TONES[component.status];
      return { name: capitalised(name), tone, icon: ICONS[tone], word: component.status, message: component.message };
    });
}

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');
