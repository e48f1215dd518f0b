# The program called create_all() and nobody stamped.
PYTHONPATH=. /usr/bin/python3 -c "
import os, sqlalchemy, models
models.metadata.create_all(sqlalchemy.create_engine(os.environ['DATABASE_URL']))"
