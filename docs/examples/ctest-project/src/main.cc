#include <cstdlib>
#include <iostream>

#include "customers.h"

// shop NAME EMAIL adds a customer; without arguments it lists who wants the newsletter.
int main(int argc, char** argv) try {
  const char* url = std::getenv("DATABASE_URL");
  pqxx::connection database(url != nullptr ? url : "");
  if (argc == 3) {
    std::cout << add_customer(database, {argv[1], argv[2]}) << '\n';
    return 0;
  }
  for (const auto& customer : subscribers(database)) {
    std::cout << customer.name << " <" << customer.email << ">\n";
  }
  return 0;
} catch (const std::exception& error) {
  std::cerr << "shop: " << error.what() << '\n';
  return 1;
}
