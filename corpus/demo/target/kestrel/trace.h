#include "trace/trace-target_kestrel.h"
