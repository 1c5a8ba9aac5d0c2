import { storedList, storedSignal } from './stored-signal';

const open = () => storedSignal('spec.choice', ['one', 'two'], 'one');

describe('storedSignal', () => {
  beforeEach(() => localStorage.clear());

  it('remembers a choice', () => {
    open().set('two');

    expect(open().value()).toBe('two');
  });

  it('falls back when nothing that is allowed was stored', () => {
    localStorage.setItem('spec.choice', 'three');

    expect(open().value()).toBe('one');
  });

  it('works for the page when the browser keeps nothing', () => {
    const denied = () => {
      throw new Error('denied');
    };
    jest.spyOn(Storage.prototype, 'getItem').mockImplementation(denied);
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(denied);
    const choice = open();
    choice.set('two');

    expect(choice.value()).toBe('two');
    jest.restoreAllMocks();
  });
});

describe('storedList', () => {
  const isText = (value: unknown): value is string => typeof value === 'string';
  const openList = () => storedList('spec.list', isText, ['usual']);
  beforeEach(() => localStorage.clear());

  it('remembers a list, also an empty one', () => {
    openList().set(['a', 'b']);
    expect(openList().value()).toEqual(['a', 'b']);

    openList().set([]);
    expect(openList().value()).toEqual([]);
  });

  it('leaves out what it does not know, and falls back when there is no list', () => {
    localStorage.setItem('spec.list', '["a", 5]');
    expect(openList().value()).toEqual(['a']);

    localStorage.setItem('spec.list', 'broken');
    expect(openList().value()).toEqual(['usual']);
  });
});
