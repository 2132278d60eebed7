" Settings for QEMU's trace-events files.
if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal commentstring=#\ %s comments=:# nowrap textwidth=0
let b:undo_ftplugin = 'setlocal commentstring< comments< wrap< textwidth<'
