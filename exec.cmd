@rem The scripts in package.json begin with the shell's "exec", so that a signal to npm reaches Baton and not a shell that
@rem waits in between. Windows has no such word; npm finds this file instead.
@%*
