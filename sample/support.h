// What a client asked the desk, what happened to his account, and what he told beside his name.
#pragma once

#include "sample/billing_history.h"

namespace tieout::sample {

// Adds tickets, their log and events to the book of that client, and fills his own fields. The
// first client's book holds the system's events too. From a chance of its own: all other rows are
// as without it.
void ask_and_answer(const Host& host, std::int64_t number, Book& book);

}  // namespace tieout::sample
