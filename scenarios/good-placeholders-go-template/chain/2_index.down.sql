DROP INDEX ${schema}.${prefix}orders_note;
