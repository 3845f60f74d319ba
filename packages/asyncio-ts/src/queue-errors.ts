const setName = (errorClass: { readonly prototype: Error }, name: string): void => {
  Object.defineProperty(errorClass.prototype, 'name', { value: name, configurable: true, writable: true })
}

/** `getNowait` was called on a queue that is empty. */
export class QueueEmpty extends Error {
  static {
    setName(QueueEmpty, 'QueueEmpty')
  }
}

/** `putNowait` was called on a queue that is full. */
export class QueueFull extends Error {
  static {
    setName(QueueFull, 'QueueFull')
  }
}

/** The queue was shut down: it takes nothing more, and has nothing left to give. */
export class QueueShutDown extends Error {
  static {
    setName(QueueShutDown, 'QueueShutDown')
  }
}
