autocmd BufRead,BufNewFile trace-events,trace-events-all setfiletype trace-events
