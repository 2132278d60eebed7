function! Wait(what, look)
  let end = localtime() + 30
  while !a:look()
    if localtime() > end
      call writefile(['this did not come: ' . a:what, Here(), string(getloclist(0)), execute('messages'), execute('ALEInfo')], $FOUND)
      cquit
    endif
    sleep 50m
  endwhile
endfunction
function! Here()
  return expand('%:t') . ':' . line('.')
endfunction
function! Found()
  return sort(map(copy(ale#engine#GetLoclist(bufnr(''))), {_, it -> it.code}))
endfunction
set hidden
edit hw/block/trace-events
call Wait('the findings', {-> Found() ==# ['TL004', 'TL301', 'TL501']})
call cursor(4, 3)
ALEGoToImplementation
call Wait('the call', {-> Here() ==# 'heron_flash.c:51'})
call search('trace_heron_flash_reset')
ALEGoToDefinition
call Wait('the event', {-> Here() ==# 'trace-events:4'})
call feedkeys("\<C-u>heron_flash_again\<CR>", 't')
ALERename
call Wait('the new name', {-> getline(4) =~# 'heron_flash_again'})
wall
call writefile(['ok'], $FOUND)
qall!
