from alembic import op
from sqlalchemy.orm import Session

from shop.models import Role

revision = "0002"
down_revision = "0001"


def upgrade():
    session = Session(bind=op.get_bind())
    for role in session.query(Role).all():
        role.name = role.name.lower()
    session.flush()


def downgrade():
    pass
