"""Trains one classifier twice on the iris data that scikit-learn brings along, and writes both for MLServer.

The second one learns shuffled labels, so that it answers differently: `train.py FOLDER NAME NAME`.
"""

import pathlib
import sys

import joblib
from sklearn.datasets import load_iris
from sklearn.tree import DecisionTreeClassifier
from sklearn.utils import shuffle

folder = pathlib.Path(sys.argv[1])
features, labels = load_iris(return_X_y=True)
for name, truth in zip(sys.argv[2:], [labels, shuffle(labels, random_state=1)], strict=True):
    model = DecisionTreeClassifier(random_state=1).fit(features, truth)
    (folder / name).mkdir(parents=True)
    joblib.dump(model, folder / name / "model.joblib")
