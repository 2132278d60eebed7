/* What the log backend of old releases asks for. */
#ifndef TEST_ERROR_REPORT_H
#define TEST_ERROR_REPORT_H

extern bool message_with_timestamp;

#endif
