import { Routes } from '@angular/router';

/** Every page is a chunk of its own, loaded when it is first opened. */
export const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'Overview',
    loadComponent: () => import('./pages/overview/overview').then((page) => page.Overview),
  },
  {
    path: 'tasks',
    title: 'Tasks',
    loadComponent: () => import('./pages/tasks/tasks').then((page) => page.Tasks),
  },
  {
    path: 'tasks/:id',
    title: 'Task',
    loadComponent: () => import('./pages/task/task').then((page) => page.Task),
  },
  {
    path: 'new',
    title: 'New task',
    loadComponent: () => import('./pages/new-task/new-task').then((page) => page.NewTask),
  },
  {
    path: 'queues',
    title: 'Queues',
    loadComponent: () => import('./pages/queues/queues').then((page) => page.Queues),
  },
  {
    path: 'dlq',
    title: 'Dead letters',
    loadComponent: () => import('./pages/dead-letters/dead-letters').then((page) => page.DeadLetters),
  },
  {
    path: 'workers',
    title: 'Workers',
    loadComponent: () => import('./pages/workers/workers').then((page) => page.Workers),
  },
  {
    path: 'limits',
    title: 'Limits',
    loadComponent: () => import('./pages/limits/limits').then((page) => page.Limits),
  },
  {
    path: 'costs',
    title: 'Costs',
    loadComponent: () => import('./pages/costs/costs').then((page) => page.Costs),
  },
  {
    path: 'playground',
    title: 'Playground',
    loadComponent: () => import('./pages/playground/playground').then((page) => page.Playground),
  },
  {
    path: 'audit',
    title: 'Audit',
    loadComponent: () => import('./pages/audit/audit').then((page) => page.Audit),
  },
  {
    path: 'settings',
    title: 'Settings',
    loadComponent: () => import('./pages/settings/settings').then((page) => page.Settings),
  },
  {
    path: '**',
    title: 'Not found',
    loadComponent: () => import('./pages/not-found/not-found').then((page) => page.NotFound),
  },
];
