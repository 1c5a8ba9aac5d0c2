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
    path: '**',
    title: 'Not found',
    loadComponent: () => import('./pages/not-found/not-found').then((page) => page.NotFound),
  },
];
